"""The local cloud: starting, watching and stopping the programs that stand in for AWS, Stripe and a bank."""
