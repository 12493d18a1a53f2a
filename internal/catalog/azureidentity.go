package catalog

import "slices"

// azureIdentityWays are the ways through Microsoft Entra that azureblob and
// azurefiles share; where says what is signed in to.
func azureIdentityWays(where ...string) []Way {
	to := func(fields ...string) []string { return slices.Concat(where, fields) }
	return []Way{
		{
			Name: "Service principal with a secret", Fields: to("tenant", "client_id", "client_secret"),
			Doc: "An application of the tenant, whose secret expires.",
		},
		{
			Name: "Service principal with a certificate", Fields: to("tenant", "client_id", "client_certificate_path"),
			With: []string{"client_certificate_password", "client_send_certificate_chain"},
			Doc:  "An application of the tenant, with a certificate on the machine where the engine runs.",
		},
		{
			Name: "Service principal from a file", Fields: to("service_principal_file"),
			Doc: "The file that `az ad sp create-for-rbac` wrote, on the machine where the engine runs.",
		},
		{
			Name: "Managed identity", Fields: to("use_msi"), With: []string{"msi_client_id", "msi_mi_res_id", "msi_object_id"},
			Doc: "The identity of the Azure machine where the engine runs; no credential is kept.",
		},
		{
			Name: "User and password", Fields: to("tenant", "client_id", "username", "password"),
			Doc: "For users without a second factor. A service principal is better.",
		},
	}
}

// azureInstead is for what is found on the machine where the service runs.
const azureInstead = "Use a shared key, a SAS URL, or a service principal with a secret."

// Descriptions of the ways to sign in that azureblob and azurefiles share.
const (
	azureClientCertificatePasswordDoc = "Password of the file in `client_certificate_path`, in plain " +
		"text. Leave it empty when the file has none."

	azureClientCertificatePathDoc = "Path, on the machine where the engine runs, of a PEM or PKCS12 file with " +
		"the certificate and private key of a service principal. It goes with `tenant` and " +
		"`client_id`."

	azureClientIDDoc = "Application (client) id of the service principal, or of the application through " +
		"which a user signs in. It goes with `tenant` and a secret, a certificate, or a user and " +
		"password."

	azureClientSecretDoc = "Secret of the service principal in `client_id`. Azure lets secrets expire, " +
		"so plan for rotating it."

	azureClientSendCertificateChainDoc = "Sends the whole certificate chain (the `x5c` header) when " +
		"signing in with a certificate. It is needed where Entra trusts the certificate by its " +
		"subject and issuer, so that it can be renewed without registering it again."

	azureEnvironmentDoc = "What Azure's libraries find where the engine runs; it comes before all other ways."

	azureEnvAuthDoc = "Takes the credentials that Azure's libraries find where the engine runs: `AZURE_*` " +
		"variables, a workload or managed identity, or the login of the `az` tool. It comes before " +
		"all other ways to sign in."

	azureMSIClientIDDoc = "Client id of the user-assigned managed identity to sign in with, where a " +
		"machine has several. Set at most one of the `msi_*` fields, with `use_msi`."

	azureMSIResourceIDDoc = "Azure resource id of the user-assigned managed identity to sign in with, " +
		"where a machine has several. Set at most one of the `msi_*` fields, with `use_msi`."

	azureMSIObjectIDDoc = "Object id of the user-assigned managed identity to sign in with. " +
		"Current Azure libraries no longer take it: prefer `msi_client_id` or `msi_mi_res_id`."

	azurePasswordDoc = "Password of the user in `username`, in plain text. Accounts with a second factor " +
		"cannot sign in this way."

	azureServicePrincipalFileDoc = "Path, on the machine where the engine runs, of the JSON file that " +
		"`az ad sp create-for-rbac` writes for a service principal. It stands in for `tenant`, " +
		"`client_id` and `client_secret`."

	azureTenantDoc = "Id of the Entra tenant (directory) that the service principal or the user " +
		"belongs to. It goes with `client_id`."

	azureUseMSIDoc = "Signs in with the managed identity of the Azure machine where the engine runs, so " +
		"that no credential is kept. Where it has several, one of the `msi_*` fields says which."

	azureUsernameDoc = "Name of the user that signs in, usually an email address. It goes with `password`, " +
		"`tenant` and `client_id`; service principals are the better choice for programs."
)
