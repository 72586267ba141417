"""`app`: applications."""

from typing import TYPE_CHECKING, Any

from simulators.iotsquare.application import Application
from simulators.iotsquare.codes import TEXTS, Code
from simulators.iotsquare.message import Args, Refusal, Reply, batch, page
from simulators.iotsquare.registry import get, post

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]

_SEVERAL_LINKS = (3, 4, 18)


def _row(server: IoTSquareServer, app: Application) -> Json:
    made = {
        "appID": app.app_id,
        "appName": app.name,
        "pushURL": app.push_urls[0] if app.push_urls else "",
        "enableMQTT": app.enable_mqtt,
        "deviceNums": sum(one.app_id == app.app_id for one in server.devices.values()),
        "createtime": app.created,
        "updatetime": app.updated,
    }
    if server.version >= _SEVERAL_LINKS:
        made["pushUrls"] = list(app.push_urls)
    return made


def _links(server: IoTSquareServer, args: Args, old: list[str]) -> list[str]:
    """Return the links that a request leaves behind."""
    several = server.version >= _SEVERAL_LINKS and server.quirks.push_urls_writable
    if several and "pushUrls" in args:
        return args.links("pushUrls", single=False)
    if args.text("pushURL", "-") == "-":
        return old
    return args.links("pushURL", many=False) if args.text("pushURL", "") else []


def _check_name(server: IoTSquareServer, name: str, own: int | None = None) -> str:
    if any(app.name == name and app.app_id != own for app in server.applications.values()):
        raise Refusal(Code.APP_EXISTS)
    return name


@get("app/list")
def list_(server: IoTSquareServer, args: Args) -> Reply:
    """Answer applications."""
    apps = list(server.applications.values())
    return page(args, apps, lambda app: _row(server, app), server.quirks.largest_page)


@post("app/create")
def create(server: IoTSquareServer, args: Args) -> Reply:
    """Make one."""
    name = _check_name(server, args.name("appName"))
    app = Application(
        server.next_app_id(),
        name,
        _links(server, args, []),
        args.flag("enableMQTT", default=False),
        args.headers(),
    )
    server.add_application(app)
    return Reply(beside={"appID": app.app_id})


@post("app/delete")
def delete(server: IoTSquareServer, args: Args) -> Reply:
    """Delete some, with all of their devices."""
    ids = args.items("appIDs")
    if any(type(app_id) is not int for app_id in ids):
        raise Refusal(Code.PARAM_ERROR)
    code = Code.APP_NOT_EXIST
    failed = [app_id for app_id in ids if not server.remove_application(app_id)]
    items = [{"code": code, "msg": TEXTS[code], "appID": app_id} for app_id in failed]
    return batch(items, Code.APP_BATCH_DELETE)


@post("app/update")
def update(server: IoTSquareServer, args: Args) -> Reply:
    """Change one; what is left out stays, or on some servers does not."""
    app = server.application(args)
    resets = server.quirks.update_resets_omitted
    name = _check_name(server, args.name("appName", app.name), app.app_id)
    links = _links(server, args, [] if resets else app.push_urls)
    mqtt = args.flag("enableMQTT", default=False if resets else app.enable_mqtt)
    headers = args.headers() if resets or "headers" in args else app.headers
    app.name, app.push_urls, app.enable_mqtt, app.headers = name, links, mqtt, headers
    app.updated = server.milliseconds()
    return Reply()


@get("app/status")
def status(server: IoTSquareServer, args: Args) -> Reply:
    """Answer one."""
    app = server.application(args)
    return Reply({**_row(server, app), "headers": dict(app.headers)})
