"""The stores of figures on Amazon S3 and DuckDB."""

from status.adapters.duckdb_leaves import DuckDbLeaves
from status.adapters.s3_archive import S3Archive
from status.adapters.s3_objects import S3Objects
from status.domain.figure_ports import FigureStores


def deployed_stores(archive_bucket: str, figures_bucket: str) -> FigureStores:
    """Those of the two buckets."""
    return FigureStores(S3Archive(archive_bucket), S3Objects(figures_bucket), DuckDbLeaves())
