"""What IoTSquare servers have: applications, devices, gateways, groups, transfers."""
