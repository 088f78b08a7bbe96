"""The officials' pages: work lists, cases and acts, the counter, money, administration."""
