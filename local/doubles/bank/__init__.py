"""A small bank on this machine: transfers by VietQR, signed callbacks, statements."""
