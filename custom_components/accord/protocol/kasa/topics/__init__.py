"""What can be done with Kasa devices: one class per module of the vendor's document."""
