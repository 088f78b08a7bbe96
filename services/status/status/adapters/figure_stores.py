"""The stores of figures on Amazon S3, and what computes, signs and salts them."""

import secrets
from collections.abc import Callable

from status.adapters.duckdb_acts import DuckDbActs
from status.adapters.duckdb_leaves import DuckDbLeaves
from status.adapters.root_signer import SecretRootSigner
from status.adapters.s3_archive import S3Archive
from status.adapters.s3_objects import S3Objects
from status.domain.figure_ports import FigureStores

TOKEN_BYTES = 32


def deployed_stores(
    archive_bucket: str, figures_bucket: str, root_secret: Callable[[], str]
) -> FigureStores:
    """Those of the two buckets; `root_secret` reads what the key of roots follows from."""
    return FigureStores(
        archive=S3Archive(archive_bucket),
        objects=S3Objects(figures_bucket),
        tables=DuckDbLeaves(),
        acts=DuckDbActs(),
        signer=SecretRootSigner(root_secret),
        new_token=lambda: secrets.token_hex(TOKEN_BYTES),
    )
