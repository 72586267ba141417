"""What can be done with a station: one class per object of the vendor's documents."""
