package catalog

import "slices"

var azureFiles = Backend{
	Name:  "azurefiles",
	Title: "Azure Files",
	Doc: "A file share of an Azure storage account. Connecting takes the names of the account and of the " +
		"share, and one way to sign in: the account's shared key, a SAS URL, a connection string, a " +
		"service principal, a managed identity or a user.",
	Fields: []Field{
		{
			Name: "account", Group: Authentication, Tells: User,
			Doc: "Name of the storage account that holds the share. A SAS URL or a connection string names the " +
				"account itself.",
		},
		{
			Name: "chunk_size", Group: Transfer, Kind: Size, Default: "4194304",
			Doc: "Size in bytes of the ranges in which a file is uploaded. Each upload in progress holds " +
				"`upload_concurrency` of them in memory.",
		},
		{
			Name: "client_certificate_password", Group: Authentication, Secret: true,
			Doc: azureClientCertificatePasswordDoc,
		},
		{
			Name: "client_certificate_path", Group: Authentication, Kind: File,
			Withdrawn: Withdrawal{In: October, Instead: azureInstead},
			Doc:       azureClientCertificatePathDoc,
		},
		{
			Name: "client_id", Group: Authentication, Rotates: true,
			Doc: azureClientIDDoc,
		},
		{
			Name: "client_secret", Group: Authentication, Secret: true, Rotates: true,
			Doc: azureClientSecretDoc,
		},
		{
			Name: "client_send_certificate_chain", Group: Authentication, Kind: Bool,
			Doc: azureClientSendCertificateChainDoc,
		},
		{
			Name: "connection_string", Group: Authentication, Secret: true,
			Withdrawn: Withdrawal{In: October, Instead: "Set `account` and `key`, which it has."},
			Doc: "Connection string of the storage account as the Azure portal shows it, used instead of `account` " +
				"and `key`. It holds the key, so it opens everything in the account.",
		},
		{
			Name: "description",
			Doc:  descriptionDoc,
		},
		{
			Name: "encoding", Kind: Encoding, Default: "54634382",
			Doc: encodingDoc,
		},
		{
			Name: "endpoint", Group: Authentication, Tells: Server,
			Doc: "Address of the file service, for sovereign clouds and Azure Stack. Empty derives " +
				"`https://<account>.file.core.windows.net`.",
		},
		{
			Name: "env_auth", Group: Authentication, Kind: Bool,
			Withdrawn: Withdrawal{In: October, But: false, Instead: azureInstead},
			Doc:       azureEnvAuthDoc,
		},
		{
			Name: "key", Group: Authentication, Secret: true, Rotates: true,
			Doc: "Shared key of the storage account, base64 as the Azure portal shows it. It goes with `account` " +
				"and opens everything in the account.",
		},
		{
			Name: "max_stream_size", Group: Transfer, Kind: Size, Default: "10737418240",
			Doc: "Size in bytes that is reserved for a file whose length is not known when its upload starts, " +
				"because Azure Files must be told one. A longer stream fails, and the share needs this much free " +
				"space for as long as the upload lasts.",
		},
		{
			Name: "msi_client_id", Group: Authentication,
			Doc: azureMSIClientIDDoc,
		},
		{
			Name: "msi_mi_res_id", Group: Authentication,
			Doc: azureMSIResourceIDDoc,
		},
		{
			Name: "msi_object_id", Group: Authentication,
			Doc: azureMSIObjectIDDoc,
		},
		{
			Name: "password", Group: Authentication, Secret: true, Rotates: true,
			Doc: azurePasswordDoc,
		},
		{
			Name: "sas_url", Group: Authentication, Kind: URL, Secret: true,
			Doc: "URL with a shared access signature for the file service, used instead of `account` and `key`. " +
				"Whoever has it can use it until it expires.",
		},
		{
			Name: "service_principal_file", Group: Authentication, Kind: File,
			Withdrawn: Withdrawal{In: October, Instead: "Set `tenant`, `client_id` and `client_secret`, which the file has."},
			Doc:       azureServicePrincipalFileDoc,
		},
		{
			Name: "share_name", Group: Authentication,
			Doc: "Name of the share to connect. The documentation lists it as optional, but nothing can be read or " +
				"written without it.",
		},
		{
			Name: "tenant", Group: Authentication,
			Doc: azureTenantDoc,
		},
		{
			Name: "upload_concurrency", Group: Transfer, Kind: Int, Default: 16, Least: 1,
			Doc: "Number of ranges of one file that are uploaded at the same time. A higher value fills a fast " +
				"line better and holds more memory, `chunk_size` for each range.",
		},
		{
			Name: "use_msi", Group: Authentication, Kind: Bool,
			Withdrawn: Withdrawal{In: October, But: false, Instead: azureInstead},
			Doc:       azureUseMSIDoc,
		},
		{
			Name: "username", Group: Authentication, Tells: User,
			Doc: azureUsernameDoc,
		},
		{
			Name: "disable_instance_discovery", Group: Authentication, Kind: Bool, Since: October,
			Doc: "Does not ask Microsoft Entra's public endpoint whether the sign-in authority is genuine. Set it only in a cloud " +
				"that cannot reach that endpoint, such as Azure Stack.",
		},
		{
			Name: "use_az", Group: Authentication, Kind: Bool, Since: October,
			Withdrawn: Withdrawal{In: October, But: false, Instead: azureInstead},
			Doc:       "Would sign in as the user of the `az` command line tool where the engine runs. Only the embedded engine does that.",
		},
		{
			Name: "use_emulator", Group: Authentication, Kind: Bool, Since: October,
			Withdrawn: Withdrawal{In: October, But: false, Instead: "Set the emulator's `account`, `key` and `endpoint`."},
			Doc:       "Would connect to a local storage emulator with its well-known account and key. Only the embedded engine does that.",
		},
	},
	Rules: []Rule{
		{If: "client_secret", Needs: []string{"tenant", "client_id"}, Because: servicePrincipal},
		{If: "client_certificate_path", Needs: []string{"tenant", "client_id"}, Because: servicePrincipal},
		{If: "client_certificate_password", Needs: []string{"client_certificate_path"}, Because: "It opens the certificate file."},
		{If: "password", Needs: []string{"username"}, Because: userPassword},
		{If: "username", Needs: []string{"password"}, Because: userPassword},
	},
	Ways: slices.Concat([]Way{
		{
			Name: "Shared key", Fields: []string{"account", "share_name", "key"},
			Doc: "Simple, and opens everything in the account.",
		},
		{
			Name: "SAS URL", Fields: []string{"share_name", "sas_url"},
			Doc: "Limited to what it was signed for, and until it expires.",
		},
		{
			Name: "Connection string", Fields: []string{"share_name", "connection_string"},
			Doc: "The account and its shared key in one text, as the Azure portal shows it.",
		},
	}, azureIdentityWays("account", "share_name"), []Way{
		{
			Name: "Environment", Fields: []string{"account", "share_name", "env_auth"},
			Doc: azureEnvironmentDoc,
		},
	}),
	Verified: "It lists the top folder of the share.",
}
