"""What Akuvox units say, as frozen dataclasses."""
