"""A double of an aggregator of SMS: it takes messages, sends none, and reports deliveries."""
