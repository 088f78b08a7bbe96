"""A double of eleven registries: the last two digits of a number say what they answer."""
