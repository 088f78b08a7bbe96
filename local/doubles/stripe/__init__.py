"""A stateful double of the part of Stripe that we use; every behaviour has a sentence of
Stripe's documentation."""
