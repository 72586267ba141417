"""What Kasa devices say, as frozen dataclasses."""
