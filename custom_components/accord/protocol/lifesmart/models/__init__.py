"""What stations say, as frozen dataclasses."""
