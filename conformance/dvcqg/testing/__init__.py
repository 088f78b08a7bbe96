"""What tests of a province need beside the simulator: samples, and a client in process."""
