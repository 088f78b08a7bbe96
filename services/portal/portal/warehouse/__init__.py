"""The data warehouse (kho dữ liệu điện tử): papers of one's own, and who may see them."""
