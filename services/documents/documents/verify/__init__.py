"""An offline verifier of legal facts, apart from what writes them: it needs cryptography and
rfc8785, and nothing else of this repository.
"""
