package catalog

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
