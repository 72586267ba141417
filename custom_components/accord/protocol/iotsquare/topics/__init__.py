"""What can be done with IoTSquare servers: one class per object of the vendor's document."""
