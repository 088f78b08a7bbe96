"""Calls between organisations' systems, as X-Road makes them: signed both ways, allowed by rights,
logged, and stamped.
"""
