package services

import (
	"regexp"
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

const (
	ownEndpoint = "AWS's library then makes the endpoint itself and takes no other: write endpoint = \"\"."
	anonymous   = "Without it no file is read, and access is anonymous."
	objectLock  = "A lock takes both how and until when; one of them alone locks nothing."
	onlyAWS     = "Only AWS has such hosts."
)

// s3Instead is for credentials on the machine where the service runs.
const s3Instead = "Set `access_key_id` and `secret_access_key`, with `role_arn` for a role."

var s3 = catalog.Backend{
	Name:     "s3",
	Title:    "Amazon S3 and compatible storage",
	Category: catalog.ObjectStorage,
	Doc: "Buckets of Amazon S3 and of the many services that speak its protocol. Connecting takes the " +
		"service's endpoint and an access key, or credentials from the environment where the engine runs.",
	Fields: slices.Concat([]catalog.Field{
		parts.AccessKeyID,
		{
			Name: "acl", Group: catalog.Transfer, OneOf: []string{"default", "private", "public-read", "public-read-write", "authenticated-read", "bucket-owner-read", "bucket-owner-full-control"},
			Doc: "Canned access list of objects that are uploaded, and of new buckets while `bucket_acl` is empty. " +
				"Empty sends none, so that the service's default, usually private, applies; `default` is " +
				"Tencent's name for the bucket's own.",
		},
		{
			Name: "bucket_acl", OneOf: []string{"private", "public-read", "public-read-write", "authenticated-read"},
			Doc: "Canned access list of buckets that are created. Empty takes the value of `acl`.",
		},
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "5242880", Least: 5 << 20,
			Doc: "Size in bytes of the parts of a multipart upload, at least 5 MiB. Each upload in progress holds " +
				"`upload_concurrency` parts in memory; a stream of unknown length can be at most " +
				"`max_upload_parts` times this size, 48 GiB by default.",
		},
		{
			Name: "copy_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "4999610368", Least: 1, Most: 5 << 30,
			Doc: "Size in bytes above which an object is copied within the service in parts rather than in one " +
				"request. S3 copies at most 5 GiB in one request.",
		},
		parts.Decompress(catalog.Page),
		parts.Description,
		{
			Name: "directory_bucket", Kind: catalog.Bool,
			Doc: "Adapts to AWS directory buckets (S3 Express One Zone): no MD5 headers, no checksums from ETags " +
				"and no creation of buckets. Such buckets have no versions and do not show up when buckets are " +
				"listed.",
		},
		parts.DirectoryMarkers,
		parts.DisableChecksum,
		{
			Name: "disable_http2", Kind: catalog.Bool,
			Doc: "Uses HTTP/1.1 even where the service offers HTTP/2. Try it when transfers stall or break, as " +
				"some versions of MinIO made them do.",
		},
		{
			Name: "download_url", Shape: catalog.BaseAddress, Group: catalog.Transfer,
			Doc: "Address of a content delivery network in front of the service, such as CloudFront, that objects " +
				"are read from instead of `endpoint`. Everything else still goes to the service.",
		},
		parts.Encoding("50331650"),
		{
			Name: "endpoint", Shape: s3Endpoint, Group: catalog.Authentication, Tells: catalog.Server, Required: true,
			OptionalSince: catalog.October, EmptyMeans: "AWS's own endpoint of the `region`", Known: []string{"s3.us-east-1.amazonaws.com", "nyc3.digitaloceanspaces.com", "localhost:8333"},
			Doc: "Host, with a port or a scheme where needed, of the S3 API to connect to. For AWS it names the region's " +
				"host, or is empty, as `use_dual_stack` and `use_accelerate_endpoint` need it.",
		},
		{
			Name: "env_auth", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: s3Instead},
			Doc: "Takes the credentials that AWS's libraries find where the engine runs: `AWS_*` variables, the " +
				"shared credentials file, or the role of the instance or container. The keys in this " +
				"configuration must then be empty.",
		},
		{
			Name: "force_path_style", Kind: catalog.Bool, Default: true,
			Doc: "Puts the bucket into the path of a URL instead of in front of the host. Most compatible services " +
				"need it; for AWS and a few others `provider_type` turns it off.",
		},
		{
			Name: "leave_parts_on_error", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Keeps the parts of an upload that failed, so that someone can finish it by hand. They take paid " +
				"space until they are removed.",
		},
		{
			Name: "list_chunk", Group: catalog.Listing, Kind: catalog.Int, Default: 1000, Least: 1,
			Doc: "Number of objects asked for in one listing request. Most services never return more than 1000, " +
				"so that only lower values change anything; Ceph can be set up for more.",
		},
		{
			Name: "list_url_encode", Group: catalog.Listing, Kind: catalog.Tristate,
			Doc: "Asks the service to URL-encode names in listings, which is the only safe way to list names with " +
				"control characters. Leave it unset to follow `provider_type`.",
		},
		{
			Name: "list_version", Group: catalog.Listing, Kind: catalog.Int, Most: 2,
			Doc: "Version of the call that lists objects: `1` for services that know only the original " +
				"ListObjects, `2` for ListObjectsV2. `0` follows `provider_type`.",
		},
		{
			Name: "location_constraint",
			Doc: "Location that is sent when a bucket is created, which on many services must match `region`. It " +
				"does not matter for existing buckets.",
		},
		{
			Name: "max_upload_parts", Group: catalog.Transfer, Kind: catalog.Int, Default: 10000, Least: 1,
			Doc: "Number of parts that one upload may have; S3 allows 10,000. Lower it for a service that allows " +
				"fewer; parts of a file of known size grow beyond `chunk_size` to stay within it.",
		},
		{
			Name: "might_gzip", Group: catalog.Transfer, Kind: catalog.Tristate,
			Doc: "Expects that the service may compress objects on their way although they were stored plain, and " +
				"undoes it. Set it to `true` when downloads fail because sizes differ; leave it unset to follow " +
				"`provider_type`.",
		},
		{
			Name: "no_check_bucket", Kind: catalog.Bool,
			Doc: "Uses buckets without checking first that they exist and without creating missing ones. This " +
				"saves requests, and is needed for keys that may not create buckets.",
		},
		{
			Name: "no_head", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Trusts a successful upload without asking for the object's metadata afterwards. This saves a " +
				"request for each upload, and a truncated one could go unnoticed.",
		},
		{
			Name: "no_head_object", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Starts a download without first asking for the object's metadata, which saves one request for " +
				"each object read.",
		},
		{
			Name: "no_system_metadata", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Neither sets nor reads headers such as `Content-Encoding` and `Cache-Control` of objects. It is " +
				"for services that refuse or garble them.",
		},
		{
			Name: "profile", Group: catalog.Authentication,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: s3Instead},
			Doc: "Profile to read in the shared credentials file. It is used only with `env_auth`; empty takes " +
				"`AWS_PROFILE` or `default` of the environment where the engine runs.",
		},
		{
			Name: "provider", Attr: "provider_type", Group: catalog.Authentication, Complete: true, Known: []string{"AWS", "Alibaba", "ArvanCloud", "Ceph", "ChinaMobile", "Cloudflare", "DigitalOcean", "Dreamhost", "GCS", "HuaweiOBS", "IBMCOS", "IDrive", "IONOS", "LyveCloud", "Leviia", "Liara", "Linode", "Magalu", "Minio", "Netease", "Outscale", "Petabox", "RackCorp", "Hoody-VFS", "Scaleway", "SeaweedFS", "Selectel", "StackPath", "Storj", "Synology", "TencentCOS", "Wasabi", "Qiniu", "Other"},
			Newer: []string{"Autonomys", "BizflyCloud", "Cellar", "Cubbit", "Exaba", "Fastly", "FileLu", "FlashBlade", "HCP", "Hetzner", "ImpossibleCloud", "Infomaniak", "Intercolo", "Mega", "Neon", "OVHcloud", "Rabata", "RelAix", "Scality", "Servercore", "SpectraLogic", "US3", "Zadara", "Zata", "ZeroServices"},
			Doc: "Service that stands behind `endpoint`, so that its known deviations from AWS are respected: " +
				"listing, signing, addressing, checksums. Name it where it is known, and say `Other` for a " +
				"service that is not listed.",
		},
		{
			Name: "region", Group: catalog.Authentication, Known: []string{"other-v2-signature"},
			Doc: "Region that requests are signed for, such as `eu-central-1`. Leave it empty for services without " +
				"regions; `other-v2-signature` signs in the old version 2 way, for services that know no other.",
		},
		{
			Name: "requester_pays", Kind: catalog.Bool,
			Doc: "Agrees to be billed for requests and traffic, without which buckets that make the requester pay " +
				"refuse access.",
		},
		{
			Name: "sdk_log_mode", Default: "0", Known: []string{"Signing", "Request", "All", "Off"},
			Doc: "Details of the S3 client that are written to the log, as a comma-separated list. It is for " +
				"debugging only, since the log may then hold signatures or contents.",
		},
		parts.SecretAccessKey,
		{
			Name: "server_side_encryption", Group: catalog.Transfer, OneOf: []string{"AES256", "aws:kms"},
			Doc: "Encryption asked for when objects are uploaded: `AES256` with keys that the service keeps, " +
				"`aws:kms` with the key in `sse_kms_key_id`. Empty leaves it to the bucket.",
		},
		{
			Name: "session_token", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Session token that belongs to temporary credentials. Credentials of a role expire, so rotate the " +
				"three of them together.",
		},
		{
			Name: "shared_credentials_file", Group: catalog.Authentication, Kind: catalog.File,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: s3Instead},
			Doc: "Path of an AWS credentials file on the machine where the engine runs. It is used only with " +
				"`env_auth`; empty takes `AWS_SHARED_CREDENTIALS_FILE` or the file in the home folder.",
		},
		{
			Name: "sse_kms_key_id", Group: catalog.Transfer,
			Doc: "ARN of the KMS key for `server_side_encryption` with `aws:kms`. Empty uses the account's default " +
				"key.",
		},
		{
			Name: "storage_class", Group: catalog.Transfer, Known: []string{"STANDARD", "LINE", "GLACIER", "DEEP_ARCHIVE"},
			Doc: "Storage class of objects that are uploaded, under the name that the service gives it. Empty " +
				"takes the service's default; objects in the archive classes must be restored before they can be " +
				"read.",
		},
		{
			Name: "sts_endpoint", Deprecated: "It has no effect; the AWS libraries choose the token service on their own.",
			Doc: "Formerly the address of the token service for roles. The AWS libraries find it on their own " +
				"now.",
		},
		parts.UploadConcurrency(4),
		parts.UploadCutoff(5 << 30),
		{
			Name: "use_accelerate_endpoint", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Goes through AWS's nearest edge location (Transfer Acceleration), which must be enabled on the " +
				"bucket and is billed separately. It works with AWS only.",
		},
		{
			Name: "use_accept_encoding_gzip", Group: catalog.Transfer, Kind: catalog.Tristate,
			Doc: "Sends the header `Accept-Encoding: gzip` with downloads. Set it to `false` when signatures do " +
				"not match because a proxy changes that header, as Google's does; leave it unset to follow " +
				"`provider_type`.",
		},
		{
			Name: "use_already_exists", Kind: catalog.Tristate,
			Doc: "Reports it as an error when a bucket to be created belongs to someone else already. Leave it " +
				"unset to follow `provider_type`: services differ in how they answer for a bucket that you own.",
		},
		{
			Name: "use_dual_stack", Kind: catalog.Bool,
			Doc: "Connects through AWS's dual-stack hosts, which answer over IPv6 as well as IPv4. It works with " +
				"AWS only.",
		},
		{
			Name: "use_multipart_etag", Group: catalog.Transfer, Kind: catalog.Tristate,
			Doc: "Verifies multipart uploads by the ETag that the service answers. Set it to `false` for a service " +
				"whose ETags follow no rule; leave it unset to follow `provider_type`.",
		},
		{
			Name: "use_multipart_uploads", Group: catalog.Transfer, Kind: catalog.Tristate,
			Doc: "Uploads large files in parts. Set it to `false` only for a service without multipart uploads, " +
				"where files are then limited to what one request takes; leave it unset to follow " +
				"`provider_type`.",
		},
		{
			Name: "use_presigned_request", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Uploads files in a single request through a presigned URL rather than by the client's own call. " +
				"It is for services that fail with the latter.",
		},
		{
			Name: "use_unsigned_payload", Group: catalog.Transfer, Kind: catalog.Tristate,
			Doc: "Leaves the contents of an upload out of its signature, which avoids reading a file twice. Leave " +
				"it unset to follow `provider_type`.",
		},
		{
			Name: "v2_auth", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Signs requests in the old version 2 way. Use it only for services that do not know version 4, " +
				"such as Ceph before Jewel.",
		},
		{
			Name: "version_at", Group: catalog.Listing, Kind: catalog.Time, Default: "0001-01-01T00:00:00Z",
			Doc: "Time in RFC 3339 at which to see the files; the backend is then read-only. The default, the year " +
				"1, shows them as they are now; it cannot be combined with `versions`.",
		},
		{
			Name: "version_deleted", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Also lists the markers of deleted files, as files of 0 bytes that can only be deleted, which " +
				"brings the previous version back. It is used only with `versions`.",
		},
		{
			Name: "versions", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Also lists old versions of files, under names with the time inserted. The bucket must keep " +
				"versions.",
		},
		{
			Name: "bucket_object_lock_enabled", Kind: catalog.Bool, Since: catalog.October,
			Doc: "Creates buckets with Object Lock, which must be there before any object in them can be locked.",
		},
		{
			Name: "bypass_governance_retention", Kind: catalog.Bool, Since: catalog.October,
			Doc: "Deletes and changes objects although they are locked in `GOVERNANCE` mode. The key must be allowed to.",
		},
		{
			Name: "ibm_api_key", Group: catalog.Authentication, Secret: true, Since: catalog.October,
			Doc: "API key of IBM Cloud, for which its IAM gives tokens. It goes with `ibm_resource_instance_id` and " +
				"`provider_type = \"IBMCOS\"`.",
		},
		{
			Name: "ibm_iam_endpoint", Shape: catalog.Address, Group: catalog.Authentication, Since: catalog.October,
			Doc: "Address of IBM's IAM where `ibm_api_key` is turned into a token. Empty takes the public one.",
		},
		{
			Name: "ibm_resource_instance_id", Group: catalog.Authentication, Since: catalog.October,
			Doc: "Id of the IBM Cloud Object Storage instance that `ibm_api_key` signs in to.",
		},
		{
			Name: "list_versions_oldest_first", Group: catalog.Listing, Kind: catalog.Tristate, Since: catalog.October,
			Doc: "Expects the versions of an object in the order in which they were written, as Hitachi's HCP lists them. Leave it " +
				"unset to follow `provider_type`.",
		},
		{
			Name: "object_lock_legal_hold_status", Group: catalog.Transfer, OneOf: []string{"ON", "OFF", "copy"}, Since: catalog.October,
			Doc: "Legal hold of objects that are uploaded or copied: while it is `ON`, nobody can delete them. `copy` takes that of " +
				"the object that is copied.",
		},
		{
			Name: "object_lock_mode", Group: catalog.Transfer, OneOf: []string{"GOVERNANCE", "COMPLIANCE", "copy"}, Since: catalog.October,
			Doc: "How objects that are uploaded or copied are locked until `object_lock_retain_until_date`: in `GOVERNANCE` mode keys " +
				"with a permission of their own can still delete them, in `COMPLIANCE` mode nobody can. `copy` takes the mode of the " +
				"object that is copied.",
		},
		{
			Name: "object_lock_retain_until_date", Group: catalog.Transfer, Since: catalog.October,
			Known: []string{"copy", "2030-01-01T00:00:00Z", "365d", "1y"},
			Doc: "Until when objects that are uploaded or copied are locked: a time in RFC 3339, or how long from the upload on, in " +
				"days, months or years. It goes with `object_lock_mode`.",
		},
		{
			Name: "object_lock_set_after_upload", Group: catalog.Transfer, Kind: catalog.Bool, Since: catalog.October,
			Doc: "Locks an object by requests of their own after its upload, for services that do not take the lock with it. Until " +
				"then the object is not locked.",
		},
		{
			Name: "object_lock_supported", Kind: catalog.Tristate, Since: catalog.October,
			Doc: "Whether the service has Object Lock as AWS does. Leave it unset to follow `provider_type`.",
		},
		{
			Name: "role_arn", Group: catalog.Authentication, Since: catalog.October,
			Doc: "ARN of the IAM role to assume with the access key. Its credentials are renewed before they expire.",
		},
		{
			Name: "role_external_id", Group: catalog.Authentication, Since: catalog.October,
			Doc: "External id that the role in `role_arn` asks for, as roles for third parties do.",
		},
		{
			Name: "role_session_duration", Group: catalog.Authentication, Since: catalog.October,
			Doc: "How long the credentials of the role in `role_arn` are good for before they are renewed, such as `1h`. Empty takes " +
				"AWS's own choice.",
		},
		{
			Name: "role_session_name", Group: catalog.Authentication, Since: catalog.October,
			Doc: "Name under which AWS's logs show what was done with the role in `role_arn`. Empty makes one up.",
		},
		{
			Name: "sign_accept_encoding", Kind: catalog.Tristate, Since: catalog.October,
			Doc: "Includes the header `Accept-Encoding` in signatures. Set it to `false` where a proxy changes that header; leave it " +
				"unset to follow `provider_type`.",
		},
		{
			Name: "use_arn_region", Kind: catalog.Bool, Since: catalog.October,
			Doc: "Signs for the region that the ARN of a bucket or access point names, rather than for `region`.",
		},
		{
			Name: "use_data_integrity_protections", Group: catalog.Transfer, Kind: catalog.Tristate, Since: catalog.October,
			Doc: "Sends and verifies the checksums that AWS's libraries have added to every transfer. Leave it unset to follow " +
				"`provider_type`: many compatible services refuse them.",
		},
		{
			Name: "use_x_id", Kind: catalog.Tristate, Since: catalog.October,
			Doc: "Adds the parameter `x-id`, which names the operation, to URLs. Set it to `false` where that breaks signatures; leave " +
				"it unset to follow `provider_type`.",
		},
	}, parts.MemoryPool, parts.CustomerKey(catalog.Page)),
	Rules: slices.Concat(parts.KeyPairRules, parts.CustomerKeyRules, []catalog.Rule{
		{If: "object_lock_mode", Needs: []string{"object_lock_retain_until_date"}, Because: objectLock},
		{If: "object_lock_retain_until_date", Needs: []string{"object_lock_mode"}, Because: objectLock},
		{If: "ibm_api_key", Where: "provider", Is: "IBMCOS", Because: "Only IBM's object storage takes it."},
		{If: "session_token", Needs: []string{"access_key_id", "secret_access_key"}, Because: "Temporary credentials are three texts."},
		{If: "sse_kms_key_id", Where: "server_side_encryption", Is: "aws:kms", Because: "Only KMS has keys with an id."},
		{OnlyOne: []string{"versions", "version_at"}, Because: "Files are shown in all their versions, or as they were at one time."},
		{If: "version_deleted", Needs: []string{"versions"}, Idle: true, Because: "Deleted files are old versions."},
		{OnlyOne: []string{"use_accelerate_endpoint", "endpoint"}, Because: ownEndpoint},
		{OnlyOne: []string{"use_dual_stack", "endpoint"}, Because: ownEndpoint},
		{If: "profile", Needs: []string{"env_auth"}, Idle: true, Because: anonymous},
		{If: "shared_credentials_file", Needs: []string{"env_auth"}, Idle: true, Because: anonymous},
		{If: "use_accelerate_endpoint", Where: "provider", Is: "AWS", Because: onlyAWS},
		{If: "use_dual_stack", Where: "provider", Is: "AWS", Because: onlyAWS},
	}),
	Presets: catalog.Presets{
		Fields: []string{"provider", "endpoint", "region"},
		Of: []catalog.Preset{
			{Service: "Alibaba Cloud OSS", Values: []string{"Alibaba", "oss-eu-central-1.aliyuncs.com", ""}},
			{Service: "Amazon S3", Values: []string{"AWS", "s3.eu-central-1.amazonaws.com", "eu-central-1"}},
			{
				Service: "Backblaze B2", Values: []string{"Other", "s3.eu-central-003.backblazeb2.com", "eu-central-003"},
				Doc: "Takes an application key, but not the master key. `hoody_backend_b2` speaks B2's own protocol.",
			},
			{Service: "Ceph", Values: []string{"Ceph", "https://<gateway>", ""}, Doc: "The object gateway's own address."},
			{
				Service: "Cloudflare R2", Values: []string{"Cloudflare", "<account id>.r2.cloudflarestorage.com", "auto"},
				Doc: "With `no_check_bucket = true` for a token that is limited to objects.",
			},
			{Service: "DigitalOcean Spaces", Values: []string{"DigitalOcean", "fra1.digitaloceanspaces.com", ""}},
			{
				Service: "Google Cloud Storage", Values: []string{"GCS", "https://storage.googleapis.com", ""},
				Doc: "With an HMAC key. `hoody_backend_google_cloud_storage` takes a service account.",
			},
			{Service: "Hetzner Object Storage", Values: []string{"Hetzner", "fsn1.your-objectstorage.com", "fsn1"}},
			{
				Service: "IBM Cloud Object Storage", Values: []string{"IBMCOS", "s3.eu-de.cloud-object-storage.appdomain.cloud", ""},
				Doc: "With an HMAC key, or with `ibm_api_key`.",
			},
			{Service: "MinIO", Values: []string{"Minio", "https://<server>:9000", ""}, Doc: "`http://` where the server has no certificate."},
			{Service: "Scaleway", Values: []string{"Scaleway", "s3.fr-par.scw.cloud", "fr-par"}},
			{Service: "Wasabi", Values: []string{"Wasabi", "s3.eu-central-1.wasabisys.com", ""}},
		},
	},
	Ways: slices.Concat([]catalog.Way{
		{
			Name: "Access key", Fields: []string{"access_key_id", "secret_access_key"},
			Doc: "The usual way, known to every service that speaks S3.",
		},
		{
			Name: "Temporary credentials", Fields: []string{"access_key_id", "secret_access_key", "session_token"},
			Doc: "What assuming a role gives, until it expires.",
		},
		{
			Name: "Role", Fields: []string{"role_arn"},
			With: []string{"access_key_id", "secret_access_key", "session_token", "env_auth", "role_external_id", "role_session_name", "role_session_duration"},
			Doc:  "A role of this account or another, assumed with the key or with what the environment gives.",
		},
		{
			Name: "IBM Cloud API key", Fields: []string{"ibm_api_key", "ibm_resource_instance_id"}, With: []string{"ibm_iam_endpoint"},
			Doc: "The key of a user or a service id, with `provider_type = \"IBMCOS\"`.",
		},
		{
			Name: "Environment", Fields: []string{"env_auth"}, With: []string{"profile", "shared_credentials_file"},
			Doc: "What AWS's libraries find where the engine runs, such as the instance's role.",
		},
		{
			Name: "Anonymous",
			Doc:  "For public buckets: no key is set.",
		},
	}, parts.CustomerKeyWays),
	Verified: "It lists the buckets. A key that may not do that, such as one for a single bucket or an anonymous one, " +
		"is verified where `verify_path` names a bucket.",
	VerifiedRead: "An object that was encrypted with a customer-provided key opens only with that key.",
	VerifiedWrite: "`acl`, `storage_class`, `server_side_encryption` and its keys, and the checksums are tried too, as " +
		"they are set.",
}

// s3Endpoint is an address of any service's S3 API, and not of another API.
var s3Endpoint = catalog.NotAt(catalog.HostOrURL,
	catalog.Elsewhere{
		Is: regexp.MustCompile(`^[^/]+\.blob\.core\.`), Of: "Azure Blob Storage",
		Do: "It does not know S3: use hoody_backend_azureblob.",
	},
	catalog.Elsewhere{
		Is: regexp.MustCompile(`^(api|f)[0-9]*\.backblazeb2\.com`), Of: "B2's own API",
		Do: "Write that of its S3 API, which B2 shows for each bucket, or use hoody_backend_b2.",
	},
	catalog.Elsewhere{
		Is: regexp.MustCompile(`^objectstorage\.[^/]+\.oraclecloud\.com`), Of: "Oracle's own API",
		Do: "Write that of its S3 API, namespace.compat.objectstorage.region.oraclecloud.com, " +
			"or use hoody_backend_oracleobjectstorage.",
	},
	catalog.Elsewhere{
		Is: regexp.MustCompile(`^[^/]+\.r2\.dev(/|$)`), Of: "a public bucket, as a web server shows it",
		Do: "Write that of the S3 API, which is https://account.r2.cloudflarestorage.com.",
	})
