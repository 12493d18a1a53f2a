terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

module "azureblob" {
  source = "./azureblob"
  key    = "EXAMPLEKEY=="
}

module "azurefiles" {
  source = "./azurefiles"
  key    = "EXAMPLEKEY=="
}

module "google_cloud_storage" {
  source = "./google_cloud_storage"
}

module "oracleobjectstorage" {
  source = "./oracleobjectstorage"
}

module "s3" {
  source            = "./s3"
  secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
}

module "b2" {
  source = "./b2"
  key    = "K005aAbCdEfGhIjKlMnOpQrStUvWxYz"
}

module "qingstor" {
  source            = "./qingstor"
  secret_access_key = "QINGSTOR_SECRET_KEY"
}

module "cloudinary" {
  source     = "./cloudinary"
  api_key    = "123456789012345"
  api_secret = "abcdefghijklmnopqrstuvwxyz12"
}

module "imagekit" {
  source      = "./imagekit"
  private_key = "private_yyy"
}

module "swift" {
  source = "./swift"
  key    = "secret-password"
}

module "netstorage" {
  source = "./netstorage"
  secret = "G2O-SECRET-KEY"
}

module "storj" {
  source     = "./storj"
  api_key    = "jq1tj..."
  passphrase = "my-strong-passphrase"
}

module "tardigrade" {
  source       = "./tardigrade"
  access_grant = "1xCjj5c...long-access-grant-string..."
}

module "sia" {
  source       = "./sia"
  api_password = "sia-api-password"
}

module "internetarchive" {
  source            = "./internetarchive"
  secret_access_key = "ia-secret-key"
}

resource "hoody_backend_s3" "write_only" {
  provider_type        = "AWS"
  region               = "us-east-1"
  endpoint             = "s3.us-east-1.amazonaws.com"
  access_key_id        = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key_wo = "write-only-secret"
  chunk_size           = "16Mi"
  remount_on_rotate    = true
  unmount_on_destroy   = true
}

resource "hoody_backend_b2" "pinned" {
  account                = "000000000000000000000000a"
  key_wo                 = "pinned-secret"
  credentials_wo_version = "2026-08"
}

resource "hoody_backend_cloudinary" "write_only" {
  cloud_name    = "demo"
  api_key       = "000000000000000"
  api_secret_wo = "write-only-secret"
}

resource "hoody_mount" "settings" {
  backend_id = hoody_backend_s3.write_only.id
  mount_path = "shared/media"
  label      = "shared"

  vfs = {
    cache_mode     = "full"
    cache_max_age  = "24h"
    cache_max_size = "50Gi"
    dir_cache_time = "1m"
  }

  timeouts = {
    create = "2m"
  }
}

resource "hoody_mount" "plain" {
  backend_id = hoody_backend_b2.pinned.id
}
