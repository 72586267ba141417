"""Simulated devices of all vendors: real sockets, strict answers, faults on demand."""
