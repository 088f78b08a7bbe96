"""Where a service keeps its data: its table and its buckets."""

from infra.service.description import Bucket, Description
from infra.service.intrinsics import NO_VALUE, Node, bucket_name, get_att, ref, staged, sub, when

RETAINED: Node = {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}
"""Data outlive the stack, unless its first creation failed."""

TLS_ONLY = "TlsOnly"


def table(service: Description) -> Node:
    """The one table: state and events side by side.

    Its stream wakes the relay, the sparse index `waiting` is read by the sweeper.
    """
    waiting = _index("waiting", "waiting", "since", "KEYS_ONLY")
    own = [_index(name, *keys, "ALL") for name, keys in service.indexes.items()]
    attributes = ["pk", "sk", "waiting", "since", *sum(service.indexes.values(), ())]
    properties = {
        "TableName": staged(service.name),
        "BillingMode": "PAY_PER_REQUEST",
        "DeletionProtectionEnabled": when("Protected", True, False),
        "KeySchema": _key_schema("pk", "sk"),
        "AttributeDefinitions": [{"AttributeName": a, "AttributeType": "S"} for a in attributes],
        "GlobalSecondaryIndexes": [waiting, *own],
        "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
        "TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": True},
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        "SSESpecification": {"SSEEnabled": True},
    }
    return {"Table": {"Type": "AWS::DynamoDB::Table", **RETAINED, "Properties": properties}}


def buckets(service: Description) -> Node:
    """The described buckets: versioned, encrypted, closed to the public and to plain HTTP."""
    resources: Node = {}
    for name, bucket in service.buckets.items():
        logical = f"{name.capitalize()}Bucket"
        resources[logical] = _bucket(name, bucket)
        resources[f"{logical}Policy"] = _tls_only(logical)
    return resources


def _bucket(name: str, bucket: Bucket) -> Node:
    closed = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    encryption = [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
    properties = {
        "BucketName": sub(bucket_name(name)),
        "VersioningConfiguration": {"Status": "Enabled"},
        "PublicAccessBlockConfiguration": dict.fromkeys(closed, True),
        "BucketEncryption": {"ServerSideEncryptionConfiguration": encryption},
        "LifecycleConfiguration": {"Rules": [_replaced_versions(bucket.replaced_days)]},
    }
    if bucket.locked_years is not None:
        properties["ObjectLockEnabled"] = when("Protected", True, NO_VALUE)
    if bucket.locked_years:
        rule = {"DefaultRetention": {"Mode": "GOVERNANCE", "Years": bucket.locked_years}}
        lock = {"ObjectLockEnabled": "Enabled", "Rule": rule}
        properties["ObjectLockConfiguration"] = when("Protected", lock, NO_VALUE)
    return {"Type": "AWS::S3::Bucket", **RETAINED, "Properties": properties}


def _replaced_versions(days: int) -> Node:
    """What an overwritten or deleted object was; a lock keeps it longer."""
    return {
        "Id": "replaced",
        "Status": "Enabled",
        "NoncurrentVersionExpiration": {"NoncurrentDays": days},
        "ExpiredObjectDeleteMarker": True,
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
    }


def _tls_only(bucket: str) -> Node:
    statement = {
        "Sid": TLS_ONLY,
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [get_att(bucket, "Arn"), sub(f"${{{bucket}.Arn}}/*")],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    document = {"Version": "2012-10-17", "Statement": [statement]}
    properties = {"Bucket": ref(bucket), "PolicyDocument": document}
    # A local cloud speaks plain HTTP.
    return {"Type": "AWS::S3::BucketPolicy", "Condition": "NotLocal", "Properties": properties}


def _index(name: str, partition: str, sort: str, projection: str) -> Node:
    return {
        "IndexName": name,
        "KeySchema": _key_schema(partition, sort),
        "Projection": {"ProjectionType": projection},
    }


def _key_schema(partition: str, sort: str) -> list[Node]:
    return [
        {"AttributeName": partition, "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]
