package services

import (
	"regexp"
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var azureBlob = catalog.Backend{
	Name:     "azureblob",
	Title:    "Azure Blob Storage",
	Category: catalog.ObjectStorage,
	Doc: "Containers of an Azure storage account. Connecting takes the account's name and one way to sign " +
		"in: its shared key, a SAS URL, a service principal, a managed identity or a user.",
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "access_tier", Group: catalog.Transfer, OneOf: []string{"hot", "cool", "cold", "archive"},
			Doc: "Tier given to blobs as they are uploaded. Empty leaves them in the account's default tier; an " +
				"archived blob cannot be read before it is moved to another tier.",
		},
		{
			Name: "account", Shape: catalog.BareName, Group: catalog.Authentication, Tells: catalog.User,
			Doc: "Name of the storage account. It is needed with every way to sign in except a SAS URL, which " +
				"names the account itself, and the emulator, which has one of its own.",
		},
		{
			Name: "archive_tier_delete", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Deletes an archived blob before its replacement is uploaded, since Azure cannot overwrite it in " +
				"place; without this, overwriting one fails. When the upload then fails, the old blob is lost as " +
				"well.",
		},
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "4194304", Least: 1,
			Doc: "Size in bytes of the blocks in which large blobs are uploaded. Each upload in progress holds " +
				"`upload_concurrency` blocks in memory; larger blocks allow larger blobs, because a blob has at " +
				"most 50,000 of them.",
		},
		{
			Name: "delete_snapshots", OneOf: []string{"include", "only"},
			Doc: "What happens to a blob's snapshots when it is deleted: `include` deletes them together with the " +
				"blob, `only` deletes them and keeps the blob. Empty refuses to delete a blob that has snapshots.",
		},
		parts.Description,
		{
			Name: "directory_markers", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Keeps empty folders by storing an empty blob whose name ends in `/` for each folder that is " +
				"made. Without it a folder exists only as long as there is a blob in it.",
		},
		{
			Name: "disable_checksum", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Stores large blobs without an MD5 checksum in their metadata. This saves reading a file once " +
				"more before its upload starts, but it cannot be verified later.",
		},
		{
			Name: "disable_instance_discovery", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Does not ask Microsoft Entra's public endpoint whether the sign-in authority is genuine. Set it " +
				"only in a cloud that cannot reach that endpoint, such as Azure Stack; it is used together with " +
				"`env_auth`.",
		},
		parts.Encoding("21078018"),
		{
			Name: "endpoint", Shape: blobEndpoint, Group: catalog.Authentication, Tells: catalog.Server,
			Doc: "Address of the blob service, for sovereign clouds, Azure Stack and emulators at another address. " +
				"Empty derives `https://<account>.blob.core.windows.net`.",
		},
		{
			Name: "key", Shape: catalog.Base64, Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Shared key of the storage account, base64 as the Azure portal shows it. It goes with `account` " +
				"and opens everything in the account.",
		},
		{
			Name: "list_chunk", Group: catalog.Listing, Kind: catalog.Int, Default: 5000, Least: 1, Most: 5000,
			Doc: "Number of blobs asked for in one listing request, which is also the most that Azure returns. " +
				"Lower it when listing a slow account runs into Azure's time limit for one answer.",
		},
		{
			Name: "no_check_container", Kind: catalog.Bool,
			Doc: "Uses containers without checking first that they exist and without creating missing ones. This " +
				"saves requests, and is needed for credentials that may not create containers.",
		},
		{
			Name: "no_head_object", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Starts a download without first asking for the blob's metadata, which saves one request for each " +
				"blob read.",
		},
		{
			Name: "public_access", OneOf: []string{"blob", "container"},
			Doc: "What anyone may read, without signing in, of containers that are created: `blob` opens single " +
				"blobs whose name is known, `container` also opens the listing. Empty keeps them private.",
		},
		{
			Name: "sas_url", Shape: parts.SASURL, Group: catalog.Authentication, Kind: catalog.URL, Secret: true,
			Doc: "URL with a shared access signature, used instead of `account` and `key`. It is for a whole " +
				"account or for one container; anyone who has it can use it until it expires.",
		},
		{
			Name: "upload_concurrency", Group: catalog.Transfer, Kind: catalog.Int, Default: 16, Least: 1,
			Doc: "Number of blocks of one file that are uploaded at the same time. A higher value fills a fast " +
				"line better and holds more memory, `chunk_size` for each block.",
		},
		{
			Name: "upload_cutoff", Kind: catalog.Size, Deprecated: "It has no effect; `chunk_size` decides how a blob is uploaded.",
			Doc: "Formerly the size in bytes from which a blob was uploaded in blocks. The size of a block, " +
				"`chunk_size`, decides that now.",
		},
		{
			Name: "use_az", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: parts.AzureInstead},
			Doc: "Signs in as the person who is logged in to the `az` command line tool where the engine runs, and in no " +
				"other way. It cannot be combined with `env_auth`.",
		},
		{
			Name: "use_emulator", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: "Set the emulator's `account`, `key` and `endpoint`."},
			Doc: "Connects to a local storage emulator such as Azurite with its well-known account and key, unless " +
				"`account`, `key` or `endpoint` say otherwise. It is meant for tests.",
		},
		{
			Name: "copy_concurrency", Group: catalog.Transfer, Kind: catalog.Int, Default: 512, Since: catalog.October,
			Doc: "Number of blocks of one blob that are copied within the service at the same time. Copies need no memory here, " +
				"so a high value costs little.",
		},
		{
			Name: "copy_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "8388608", Since: catalog.October,
			Doc: "Size in bytes above which a blob is copied within the service in blocks of `chunk_size` rather than in one " +
				"request, where `use_copy_blob` does not apply.",
		},
		{
			Name: "copy_total_concurrency", Group: catalog.Transfer, Kind: catalog.Int, Since: catalog.October,
			Doc: "Number of blocks of all blobs together that are copied within the service at the same time. `0` sets no limit.",
		},
		{
			Name: "decompress", Group: catalog.Transfer, Kind: catalog.Bool, Since: catalog.October,
			Doc: "Decompresses blobs stored with `Content-Encoding: gzip` as they are read. Their size and checksum can then no " +
				"longer be compared; without it they are read as stored.",
		},
		{
			Name: "list_parallelism", Group: catalog.Listing, Kind: catalog.Int, Since: catalog.October,
			Doc: "Number of ranges of names in which a folder is listed at the same time. More than `1` helps with millions of " +
				"blobs, and only with `use_arrow_list`.",
		},
		{
			Name: "use_arrow_list", Group: catalog.Listing, Kind: catalog.Bool, Since: catalog.October,
			Doc: "Lists blobs in the Apache Arrow format, which is smaller and faster to read. Azure has it as a preview; accounts " +
				"without it are listed as usual.",
		},
		{
			Name: "use_copy_blob", Group: catalog.Transfer, Kind: catalog.Bool, Default: true, Since: catalog.October,
			Doc: "Copies a blob within its account in one request, however large it is. There is hardly a reason to turn it off.",
		},
	}, parts.AzureIdentity, parts.MemoryPool),
	Rules: slices.Concat([]catalog.Rule{
		{AnyOf: []string{"account", "sas_url", "use_emulator"}, Because: "A storage account is needed unless a SAS URL or the emulator is used."},
		{OnlyOne: []string{"env_auth", "use_az"}, Because: "The login of the az tool is among what the environment gives."},
		{If: "list_parallelism", Needs: []string{"use_arrow_list"}, Idle: true, Because: "Only listings in the Arrow format are taken in parts."},
	}, parts.AzureIdentityRules),
	Ways: slices.Concat([]catalog.Way{
		{
			Name: "Shared key", At: []string{"account"}, Fields: []string{"key"},
			Doc: "Simple, and opens everything in the account.",
		},
		{
			Name: "SAS URL", Fields: []string{"sas_url"},
			Doc: "Limited to what it was signed for, and until it expires.",
		},
	}, parts.AzureIdentityWays("account"), []catalog.Way{
		{
			Name: "Azure CLI", At: []string{"account"}, Fields: []string{"use_az"},
			Doc: "The person who is logged in to `az` where the engine runs.",
		},
		{
			Name: "Environment", At: []string{"account"}, Fields: []string{"env_auth"}, With: []string{"disable_instance_discovery"},
			Doc: parts.AzureEnvironmentDoc,
		},
		{
			Name: "Emulator", Fields: []string{"use_emulator"}, With: []string{"account", "key"},
			Doc: "For tests against Azurite, with its well-known account.",
		},
	}),
	Verified: "It lists the containers of the account. A SAS URL for one container may not list them, and proves " +
		"nothing unless `verify_path` names that container.",
	VerifiedWrite: "`access_tier` is tried too. What it puts into the archive tier cannot be read back, which is an " +
		"error.",
}

// blobEndpoint and fileEndpoint are the addresses of one of the services that an account
// of Azure has under hosts of their own, in each of its clouds.
var (
	blobEndpoint = catalog.NotAt(catalog.Address,
		catalog.Elsewhere{
			Is: regexp.MustCompile(`^[^/]+\.file\.core\.`), Of: "Azure Files",
			Do: "Use hoody_backend_azurefiles for a share, or the account's address for blobs, which has blob in place of file.",
		},
		catalog.Elsewhere{
			Is: regexp.MustCompile(`^[^/]+\.dfs\.core\.`), Of: "the API of Data Lake Storage",
			Do: "The same files are blobs at the account's address for blobs, which has blob in place of dfs.",
		})
	fileEndpoint = catalog.NotAt(catalog.Address, catalog.Elsewhere{
		Is: regexp.MustCompile(`^[^/]+\.(blob|dfs)\.core\.`), Of: "Azure Blob Storage",
		Do: "Use hoody_backend_azureblob for blobs, or the account's address for shares, which has file in that place.",
	})
)
