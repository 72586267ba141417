"""What the demo tells its user instead of a traceback."""


class DemoError(Exception):
    """Something that keeps the demo from running, in words for its user."""
