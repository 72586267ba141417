"""Ways to carry bytes: one helper per kind of socket, shared by all vendors."""
