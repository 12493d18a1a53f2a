package parts

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// AzureIdentityWays returns the ways through Microsoft Entra that azureblob and
// azurefiles share; at has the fields that say what to sign in to.
func AzureIdentityWays(at ...string) []catalog.Way {
	return []catalog.Way{
		{
			Name: "Service principal with a secret", At: at, Fields: []string{"tenant", "client_id", "client_secret"},
			Doc: "An application of the tenant, whose secret expires.",
		},
		{
			Name: "Service principal with a certificate", At: at, Fields: []string{"tenant", "client_id", "client_certificate_path"},
			With: []string{"client_certificate_password", "client_send_certificate_chain"},
			Doc:  "An application of the tenant, with a certificate on the machine where the engine runs.",
		},
		{
			Name: "Service principal from a file", At: at, Fields: []string{"service_principal_file"},
			Doc: "The file that `az ad sp create-for-rbac` wrote, on the machine where the engine runs.",
		},
		{
			Name: "Managed identity", At: at, Fields: []string{"use_msi"}, With: []string{"msi_client_id", "msi_mi_res_id", "msi_object_id"},
			Doc: "The identity of the Azure machine where the engine runs; no credential is kept.",
		},
		{
			Name: "User and password", At: at, Fields: []string{"tenant", "client_id", "username", "password"},
			Doc: "For users without multi-factor authentication (MFA). A service principal is better.",
		},
	}
}

// AzureInstead is what to use in place of credentials on the machine where the service
// runs.
const AzureInstead = "Use a shared key, a SAS URL, or a service principal with a secret."

// AzureIdentity are the fields of these ways, which azureblob and azurefiles share.
var AzureIdentity = []catalog.Field{
	{
		Name: "client_certificate_password", Group: catalog.Authentication, Secret: true,
		Doc: "Password of the file in `client_certificate_path`, in plain text. Leave it empty when the file has " +
			"none.",
	},
	{
		Name: "client_certificate_path", Group: catalog.Authentication, Kind: catalog.File,
		Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: AzureInstead},
		Doc: "Path, on the machine where the engine runs, of a PEM or PKCS12 file with the certificate and private " +
			"key of a service principal. It goes with `tenant` and `client_id`.",
	},
	{
		Name: "client_id", Group: catalog.Authentication, Rotates: true,
		Doc: "Application (client) id of the service principal, or of the application through which a user signs " +
			"in. It goes with `tenant` and a secret, a certificate, or a user and password.",
	},
	{
		Name: "client_secret", Group: catalog.Authentication, Secret: true, Rotates: true,
		Doc: "Secret of the service principal in `client_id`. Azure lets secrets expire, so plan for rotating it.",
	},
	{
		Name: "client_send_certificate_chain", Group: catalog.Authentication, Kind: catalog.Bool,
		Doc: "Sends the whole certificate chain (the `x5c` header) when signing in with a certificate. It is " +
			"needed where Entra trusts the certificate by its subject and issuer, so that it can be renewed without " +
			"registering it again.",
	},
	{
		Name: "env_auth", Group: catalog.Authentication, Kind: catalog.Bool,
		Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: AzureInstead},
		Doc: "Takes the credentials that Azure's libraries find where the engine runs: `AZURE_*` variables, a " +
			"workload or managed identity, or the login of the `az` tool. It takes precedence over all other ways to sign in.",
	},
	{
		Name: "msi_client_id", Group: catalog.Authentication,
		Doc: "Client id of the user-assigned managed identity to sign in with, where a machine has several. Set at " +
			"most one of the `msi_*` fields, with `use_msi`.",
	},
	{
		Name: "msi_mi_res_id", Group: catalog.Authentication,
		Doc: "Azure resource id of the user-assigned managed identity to sign in with, where a machine has " +
			"several. Set at most one of the `msi_*` fields, with `use_msi`.",
	},
	{
		Name: "msi_object_id", Group: catalog.Authentication,
		Doc: "Object id of the user-assigned managed identity to sign in with. Current Azure libraries no longer " +
			"take it: prefer `msi_client_id` or `msi_mi_res_id`.",
	},
	{
		Name: "password", Group: catalog.Authentication, Secret: true, Rotates: true,
		Doc: "Password of the user in `username`, in plain text. Accounts with a second factor cannot sign in this " +
			"way.",
	},
	{
		Name: "service_principal_file", Group: catalog.Authentication, Kind: catalog.File,
		Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Set `tenant`, `client_id` and `client_secret`, which the file has."},
		Doc: "Path, on the machine where the engine runs, of the JSON file that `az ad sp create-for-rbac` writes " +
			"for a service principal. It stands in for `tenant`, `client_id` and `client_secret`.",
	},
	{
		Name: "tenant", Group: catalog.Authentication,
		Doc: "Id of the Entra tenant (directory) that the service principal or the user belongs to. It goes with " +
			"`client_id`.",
	},
	{
		Name: "use_msi", Group: catalog.Authentication, Kind: catalog.Bool,
		Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: AzureInstead},
		Doc: "Signs in with the managed identity of the Azure machine where the engine runs, so that no credential " +
			"is kept. Where it has several, one of the `msi_*` fields says which.",
	},
	{
		Name: "username", Group: catalog.Authentication, Tells: catalog.User,
		Doc: "Name of the user that signs in, usually an email address. It goes with `password`, `tenant` and " +
			"`client_id`; service principals are the better choice for programs.",
	},
}

// AzureIdentityRules are the rules between these fields that do not follow from the ways.
var AzureIdentityRules = []catalog.Rule{
	{OnlyOne: []string{"msi_client_id", "msi_mi_res_id", "msi_object_id"}, Because: "Each of them names one identity of the machine."},
}

const AzureEnvironmentDoc = "What Azure's libraries find where the engine runs; it takes precedence over all other ways."
