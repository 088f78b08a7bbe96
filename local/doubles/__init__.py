"""The doubles: programs that stand in for Stripe, a bank and an issuer, each on 127.0.0.1."""
