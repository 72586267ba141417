"""Those who watch an installation hear of each step once."""

from custom_components.accord.protocol.akuvox import InstallStage
from custom_components.accord_akuvox.installation import Installation, Progress


def test_steps() -> None:
    heard: list[Progress | None] = []
    installation = Installation()
    stop = installation.listen(lambda: heard.append(installation.progress))
    step = Progress(InstallStage.UPLOADING, 10)
    installation.note(step)
    installation.note(step)
    installation.note(None)
    stop()
    installation.note(step)
    assert heard == [step, None]
