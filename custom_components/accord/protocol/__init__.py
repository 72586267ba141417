"""Protocols of the vendors' systems: clients, models and codecs, free of Home Assistant."""
