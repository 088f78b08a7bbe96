"""The local cloud: the processes that stand in for AWS, Stripe and a bank."""
