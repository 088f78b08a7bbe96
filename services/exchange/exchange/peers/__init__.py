"""Other organisations' systems: who they are, what they may call, and what they called."""
