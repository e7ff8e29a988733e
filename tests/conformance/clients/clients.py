"""Moves 20 MiB to an S3 and back with clients that others wrote, each by its own defaults.

The environment says where: AWS_ENDPOINT_URL, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and S3_BUCKET, a
bucket without versions. Prints one line per client, `ok NAME` or `failed NAME: REASON`, and leaves nothing in the bucket.
"""

import io
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import boto3
import minio
import pyarrow.fs
import s3fs
from botocore.exceptions import ClientError

MIB = 1024 * 1024
BODY = random.Random(1).randbytes(20 * MIB)
PARTS = [BODY[start : start + 5 * MIB] for start in range(0, len(BODY), 5 * MIB)]
BUCKET = os.environ["S3_BUCKET"]
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
REGION = os.environ["AWS_DEFAULT_REGION"]
KEY = {
    "access_key": os.environ["AWS_ACCESS_KEY_ID"],
    "secret_key": os.environ["AWS_SECRET_ACCESS_KEY"],
}
FOLDER = Path(tempfile.mkdtemp(prefix="airlock-clients-"))
FILE = FOLDER / "ä b+c.bin"
BACK = FOLDER / "back.bin"


def same(got):
    assert got == BODY, f"{len(got)} bytes came back, and they are not what was sent"


def run(*command):
    """Runs a program that stands beside this Python and returns what it printed."""
    program = Path(sys.executable).with_name(command[0])
    environment = {**os.environ, "S3_ENDPOINT_URL": ENDPOINT}
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, timeout=120, env=environment)
    assert done.returncode == 0, f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}"
    return done.stdout


def aws_s3api():
    def api(operation, **options):
        arguments = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
        return json.loads(run("aws", "s3api", operation, f"--bucket={BUCKET}", "--key=clients/s3api", *arguments))

    upload_id = api("create-multipart-upload")["UploadId"]
    parts = []
    for number, body in enumerate([BODY[: 10 * MIB], BODY[10 * MIB :]], 1):
        BACK.write_bytes(body)
        etag = api("upload-part", upload_id=upload_id, part_number=number, body=BACK)["ETag"]
        parts.append({"ETag": etag, "PartNumber": number})
    done = api("complete-multipart-upload", upload_id=upload_id, multipart_upload=json.dumps({"Parts": parts}))
    assert done["ChecksumType"] == "FULL_OBJECT" and done["ChecksumCRC64NVME"], done
    run("aws", "s3api", "get-object", f"--bucket={BUCKET}", "--key=clients/s3api", str(BACK))
    same(BACK.read_bytes())


def boto3_client():
    client = boto3.client("s3")
    client.upload_file(str(FILE), BUCKET, "clients/boto3/ä b+c.bin")
    client.download_file(BUCKET, "clients/boto3/ä b+c.bin", str(BACK))
    same(BACK.read_bytes())
    client.copy({"Bucket": BUCKET, "Key": "clients/boto3/ä b+c.bin"}, BUCKET, "clients/boto3/copy")
    same(client.get_object(Bucket=BUCKET, Key="clients/boto3/copy")["Body"].read())


def boto3_client_parts():
    client = boto3.client("s3")
    at = {"Bucket": BUCKET, "Key": "clients/parts"}
    upload = {**at, "UploadId": client.create_multipart_upload(**at)["UploadId"]}
    sent = [client.upload_part(**upload, PartNumber=number, Body=body) for number, body in enumerate(PARTS, 1)]
    bare = [{"ETag": part["ETag"], "PartNumber": number} for number, part in enumerate(sent, 1)]
    listed = [{**line, "ChecksumCRC32": part["ChecksumCRC32"]} for line, part in zip(bare, sent)]
    try:
        client.complete_multipart_upload(**upload, MultipartUpload={"Parts": listed})
        raise AssertionError("checksums of parts were taken that the upload did not announce")
    except ClientError as error:
        assert error.response["Error"]["Code"] == "InvalidPart", error
    done = client.complete_multipart_upload(**upload, MultipartUpload={"Parts": bare})
    assert done["ChecksumType"] == "FULL_OBJECT" and done["ChecksumCRC64NVME"], done
    same(client.get_object(**at)["Body"].read())


def boto3_resource():
    bucket = boto3.resource("s3").Bucket(BUCKET)
    whole, parted = bucket.Object("clients/resource/whole"), bucket.Object("clients/resource/parted")
    whole.upload_fileobj(io.BytesIO(BODY))
    upload = parted.initiate_multipart_upload()
    parts = [
        {"ETag": upload.Part(number).upload(Body=body)["ETag"], "PartNumber": number}
        for number, body in enumerate(PARTS, 1)
    ]
    upload.complete(MultipartUpload={"Parts": parts})
    for found in bucket.objects.filter(Prefix="clients/resource/"):
        same(found.get()["Body"].read())
    assert len(list(bucket.objects.filter(Prefix="clients/resource/"))) == 2


def s3fs_files():
    files = s3fs.S3FileSystem(
        key=KEY["access_key"], secret=KEY["secret_key"], endpoint_url=ENDPOINT, client_kwargs={"region_name": REGION}
    )
    path = f"{BUCKET}/clients/s3fs/ä b+c.bin"
    with files.open(path, "wb", block_size=5 * MIB) as out:
        out.write(BODY)
    same(files.cat_file(path))
    files.put(str(FILE), f"{BUCKET}/clients/s3fs/put.bin")
    files.get(f"{BUCKET}/clients/s3fs/put.bin", str(BACK))
    same(BACK.read_bytes())
    assert sorted(map(os.path.basename, files.ls(f"{BUCKET}/clients/s3fs"))) == ["put.bin", "ä b+c.bin"]
    files.rm(f"{BUCKET}/clients/s3fs", recursive=True)
    assert not files.exists(f"{BUCKET}/clients/s3fs/put.bin")


def pyarrow_files():
    address = urlsplit(ENDPOINT)
    files = pyarrow.fs.S3FileSystem(endpoint_override=address.netloc, scheme=address.scheme, region=REGION, **KEY)
    path = f"{BUCKET}/clients/pyarrow/ä b+c.bin"
    with files.open_output_stream(path) as out:
        out.write(BODY)
    with files.open_input_file(path) as read:
        same(read.read())
    files.copy_file(path, f"{BUCKET}/clients/pyarrow/copy")
    files.move(f"{BUCKET}/clients/pyarrow/copy", f"{BUCKET}/clients/pyarrow/moved")
    assert files.get_file_info(f"{BUCKET}/clients/pyarrow/moved").size == len(BODY)
    files.delete_dir(f"{BUCKET}/clients/pyarrow")


def minio_client():
    client = minio.Minio(urlsplit(ENDPOINT).netloc, secure=False, region=REGION, **KEY)
    client.fput_object(BUCKET, "clients/minio/ä b+c.bin", str(FILE), part_size=5 * MIB)
    client.fget_object(BUCKET, "clients/minio/ä b+c.bin", str(BACK))
    same(BACK.read_bytes())


def s5cmd():
    run("s5cmd", "cp", "--part-size", "5", str(FILE), f"s3://{BUCKET}/clients/s5cmd/")
    run("s5cmd", "cp", f"s3://{BUCKET}/clients/s5cmd/{FILE.name}", str(BACK))
    same(BACK.read_bytes())
    run("s5cmd", "mv", f"s3://{BUCKET}/clients/s5cmd/{FILE.name}", f"s3://{BUCKET}/clients/s5cmd/moved")
    assert "moved" in run("s5cmd", "ls", f"s3://{BUCKET}/clients/s5cmd/")
    run("s5cmd", "rm", f"s3://{BUCKET}/clients/s5cmd/*")


def rclone():
    remote = ":s3,provider=AWS,env_auth,force_path_style,use_unsigned_payload=true,no_check_bucket"
    to = f"{remote},endpoint='{ENDPOINT}',region={REGION}:{BUCKET}/clients/rclone"
    parts = ["--s3-upload-cutoff", "6M", "--s3-chunk-size", "5M", "--config", str(FOLDER / "none")]
    run("rclone", "copy", str(FILE), to, *parts)
    run("rclone", "check", str(FOLDER), to, "--include", FILE.name, "--download", *parts)
    run("rclone", "purge", to, *parts)


CLIENTS = [
    aws_s3api, boto3_client, boto3_client_parts, boto3_resource, s3fs_files, pyarrow_files, minio_client, s5cmd, rclone,
]  # fmt: skip


def main():
    FILE.write_bytes(BODY)
    for client in CLIENTS:
        try:
            client()
            print(f"ok {client.__name__}", flush=True)
        except Exception as error:  # whatever a client throws is its outcome
            print(f"failed {client.__name__}: {' '.join(str(error).split())[:1000]}", flush=True)
    boto3.resource("s3").Bucket(BUCKET).objects.filter(Prefix="clients/").delete()
    for file in FOLDER.iterdir():
        file.unlink()
    FOLDER.rmdir()


main()
