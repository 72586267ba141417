"""The demo: a household of simulated devices and a real Home Assistant that looks after it.

The browser tests start the same things with other options.
"""
