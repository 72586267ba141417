"""Huawei's IoT platform of 2019: applications speak to it on one side, devices on the other."""
