"""Content lies on the local disk or in S3, by setting, and in either under its own digest."""

from __future__ import annotations

import hashlib

import boto3
import pytest
from django.core.files.storage import storages
from moto import mock_aws

from fiverings.conversations.models import Blob


@pytest.fixture
def bucket(settings, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="words")
        there = {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {"bucket_name": "words", "default_acl": "private"},
        }
        settings.STORAGES = {**settings.STORAGES, "default": there}
        yield boto3.client("s3")
    storages._storages.clear()


def keys(bucket):
    return [each["Key"] for each in bucket.list_objects_v2(Bucket="words").get("Contents", [])]


def test_the_same_content_is_stored_in_s3_once_and_read_back(db, bucket):
    first, again = Blob.keep(b"a drawing"), Blob.keep(b"a drawing")
    digest = hashlib.sha256(b"a drawing").hexdigest()
    assert first == again
    assert keys(bucket) == [f"blobs/{digest[:2]}/{digest}"]
    assert first.read() == b"a drawing"


def test_content_on_disk_is_ours_alone_to_read(db, settings, tmp_path):
    options = {"location": tmp_path, "file_permissions_mode": 0o600}
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": disk}
    blob = Blob.keep(b"a drawing")
    stored = tmp_path / blob.key
    assert stored.read_bytes() == b"a drawing"
    assert stored.stat().st_mode & 0o777 == 0o600
