"""The national single sign-on: it stands for VNeID and for the national portal's own accounts."""
