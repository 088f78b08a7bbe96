"""What tests and benches share of the contracts; no function's bundle holds it."""
