"""Classes of devices as tables: one module per kind of device, one row per class.

Source: base document 1.10 chapter 6 (names of IOs at stations) and LifeSmart's attribute
specification 2.32 (other names of the same, and what values mean).
"""
