"""What can be done with Akuvox units: one class per section of the vendor's manual."""
