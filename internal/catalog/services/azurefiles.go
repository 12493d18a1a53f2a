package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var azureFiles = catalog.Backend{
	Name:     "azurefiles",
	Title:    "Azure Files",
	Category: catalog.ObjectStorage,
	Doc: "A file share of an Azure storage account. Connecting takes the names of the account and of the " +
		"share, and one way to sign in: the account's shared key, a SAS URL, a connection string, a " +
		"service principal, a managed identity or a user.",
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "account", Shape: catalog.BareName, Group: catalog.Authentication, Tells: catalog.User,
			Doc: "Name of the storage account that holds the share. A SAS URL or a connection string names the " +
				"account itself.",
		},
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "4194304",
			Doc: "Size in bytes of the ranges in which a file is uploaded. Each upload in progress holds " +
				"`upload_concurrency` of them in memory.",
		},
		{
			Name: "connection_string", Group: catalog.Authentication, Secret: true,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Set `account` and `key`, which it has."},
			Doc: "Connection string of the storage account as the Azure portal shows it, used instead of `account` " +
				"and `key`. It holds the key, so it opens everything in the account.",
		},
		parts.Description,
		parts.Encoding("54634382"),
		{
			Name: "endpoint", Shape: fileEndpoint, Group: catalog.Authentication, Tells: catalog.Server,
			Doc: "Address of the file service, for sovereign clouds and Azure Stack. Empty derives " +
				"`https://<account>.file.core.windows.net`.",
		},
		{
			Name: "key", Shape: catalog.Base64, Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Shared key of the storage account, base64 as the Azure portal shows it. It goes with `account` " +
				"and opens everything in the account.",
		},
		{
			Name: "max_stream_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "10737418240",
			Doc: "Size in bytes that is reserved for a file whose length is not known when its upload starts, " +
				"because Azure Files must be told one. A longer stream fails, and the share needs this much free " +
				"space for as long as the upload lasts.",
		},
		{
			Name: "sas_url", Shape: parts.SASURL, Group: catalog.Authentication, Kind: catalog.URL, Secret: true,
			Doc: "URL with a shared access signature for the file service, used instead of `account` and `key`. " +
				"Anyone who has it can use it until it expires.",
		},
		{
			Name: "share_name", Group: catalog.Authentication,
			Doc: "Name of the share to connect. The documentation lists it as optional, but nothing can be read or " +
				"written without it.",
		},
		{
			Name: "upload_concurrency", Group: catalog.Transfer, Kind: catalog.Int, Default: 16, Least: 1,
			Doc: "Number of ranges of one file that are uploaded at the same time. A higher value fills a fast " +
				"line better and holds more memory, `chunk_size` for each range.",
		},
		{
			Name: "disable_instance_discovery", Group: catalog.Authentication, Kind: catalog.Bool, Since: catalog.October,
			Doc: "Does not ask Microsoft Entra's public endpoint whether the sign-in authority is genuine. Set it only in a cloud " +
				"that cannot reach that endpoint, such as Azure Stack.",
		},
		{
			Name: "use_az", Group: catalog.Authentication, Kind: catalog.Bool, Since: catalog.October,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: parts.AzureInstead},
			Doc:       "Would sign in as the user of the `az` command line tool where the engine runs. Only the embedded engine does that.",
		},
		{
			Name: "use_emulator", Group: catalog.Authentication, Kind: catalog.Bool, Since: catalog.October,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: "Set the emulator's `account`, `key` and `endpoint`."},
			Doc:       "Would connect to a local storage emulator with its well-known account and key. Only the embedded engine does that.",
		},
	}, parts.AzureIdentity),
	Rules: parts.AzureIdentityRules,
	Ways: slices.Concat([]catalog.Way{
		{
			Name: "Shared key", At: []string{"account", "share_name"}, Fields: []string{"key"},
			Doc: "Simple, and opens everything in the account.",
		},
		{
			Name: "SAS URL", At: []string{"share_name"}, Fields: []string{"sas_url"},
			Doc: "Limited to what it was signed for, and until it expires.",
		},
		{
			Name: "Connection string", At: []string{"share_name"}, Fields: []string{"connection_string"},
			Doc: "The account and its shared key in one text, as the Azure portal shows it.",
		},
	}, parts.AzureIdentityWays("account", "share_name"), []catalog.Way{
		{
			Name: "Environment", At: []string{"account", "share_name"}, Fields: []string{"env_auth"},
			Doc: parts.AzureEnvironmentDoc,
		},
	}),
	Verified:      "It lists the top folder of the share.",
	VerifiedWrite: "The folder must exist: none is created.",
}
