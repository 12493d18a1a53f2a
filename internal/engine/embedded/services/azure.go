package services

import (
	"github.com/rclone/rclone/fs/config/configmap"
)

// azureAddresses are the address fields of both services of Azure Storage.
var azureAddresses = []string{"endpoint", "sas_url", "account"}

func azureAddress(o configmap.Simple, domain string) string {
	switch {
	case o["endpoint"] != "":
		return o["endpoint"]
	case o["use_emulator"] == "true":
		return "http://127.0.0.1:10000"
	case o["sas_url"] != "":
		return o["sas_url"]
	case o["account"] != "":
		return "https://" + o["account"] + "." + domain
	default:
		return ""
	}
}

// certificatePassword works around rclone, which reads a certificate's password
// from the option of the user's password (backend/azureblob/auth of v1.76.0).
// A certificate and a user never authenticate together.
func certificatePassword(options configmap.Simple) {
	if p := options["client_certificate_password"]; p != "" && options["client_certificate_path"] != "" {
		options["password"] = p
	}
}

// azureSymptoms has the symptoms of every service of Azure Storage.
var azureSymptoms = []Symptom{
	{Texts: []string{Nowhere}, Status: 404, Root: true, OneOf: []string{"endpoint", "sas_url"},
		What: "There is nothing at the address",
		Next: "Check host and path of the address, and that the container of a SAS URL exists"},
	{Texts: []string{"decode account key: "}, Plain: true, OneOf: []string{"key", "connection_string"},
		What: "The key is not base64, as shared keys are",
		Next: "Copy the whole key of the storage account"},
	{Texts: []string{"failed to parse SAS URL"}, Field: "sas_url",
		What: "The SAS URL is malformed",
		Next: "Copy the whole URL, signature included"},
	{Texts: []string{"The MAC signature found in the HTTP request"}, OneOf: []string{"key", "connection_string"},
		What: "The key does not belong to the account",
		Next: "Copy one of the two access keys of this storage account"},
	{Texts: []string{"Signature not valid in the specified time frame"}, Field: "sas_url",
		What: "The SAS URL has expired, or is not valid yet",
		Next: "Make a new SAS URL"},
	{Texts: []string{"Signature did not match"}, Field: "sas_url",
		What: "The signature in the SAS URL is wrong",
		Next: "Make a new SAS URL: it is void once the key that signed it was changed"},
	{Texts: []string{"AuthorizationPermissionMismatch", "AuthorizationResourceTypeMismatch"}, OneOf: []string{"sas_url"},
		Listing: true, What: "The credentials are known, but may not list %s"},
	{Texts: []string{"AuthorizationServiceMismatch"}, Field: "sas_url",
		What: "The SAS URL is for another service of the account",
		Next: "Make a SAS URL that allows this service"},
	{Texts: []string{"KeyBasedAuthenticationNotPermitted"}, OneOf: []string{"key", "connection_string"},
		What: "The storage account does not permit shared keys",
		Next: "Use a service principal or a managed identity, or permit shared keys on the account"},
	{Texts: []string{"Request date header too old"},
		What: "The clock of this machine differs too much from the storage's",
		Next: "Set the clock: the storage refuses signatures from another time"},
	{Texts: []string{"AADSTS7000215"}, Field: "client_secret",
		What: "The client secret is wrong",
		Next: "Set client_secret to a secret's value, not its id"},
	{Texts: []string{"AADSTS7000222"}, Field: "client_secret",
		What: "The client secret has expired",
		Next: "Make a new secret for the application"},
	{Texts: []string{"AADSTS700016"}, Field: "client_id",
		What: "The tenant does not know the application",
		Next: "Check client_id and tenant"},
	{Texts: []string{"AADSTS90002", "AADSTS900023"}, Field: "tenant",
		What: "The tenant does not exist",
		Next: "Set tenant to the directory's id"},
	{Texts: []string{"AADSTS50126"},
		What: "The user name or its password is wrong",
		Next: "Check username and password"},
	{Texts: []string{"InvalidUri"}, Address: true,
		What: "The storage does not take the address",
		Next: "Check the path of the address: most have none"},
	{Texts: []string{"pkcs12: decryption password incorrect"}, Field: "client_certificate_password",
		What: "The password does not open the certificate file",
		Next: "Check client_certificate_password"},
	{Texts: []string{"failed to parse client certificate file"}, Field: "client_certificate_path",
		What: "The certificate file cannot be read",
		Next: "Use a PEM or PKCS#12 file that holds the certificate and its private key"},
	{Texts: []string{"service principal credentials file", "missing fields in credentials file",
		"parsing credentials from JSON file"}, Field: "service_principal_file",
		What: "The service principal's file cannot be used",
		Next: `Write it as "az ad sp create-for-rbac" prints it`},
	{Texts: []string{"no authentication method configured", "account must be set"}, Plain: true,
		What: "Nothing says how to authenticate",
		Next: "Set account and key, or sas_url, or another of the documented ways"},
	{Texts: []string{"PublicAccessNotPermitted", "NoAuthenticationInformation"},
		What: "The account does not permit anonymous access",
		Next: "Set key or sas_url"},
	// Azurite answers AuthorizationFailure to every wrong key, with these words.
	{Texts: []string{"Server failed to authenticate the request"}, OneOf: []string{"key", "sas_url", "connection_string"},
		What: "The credentials are wrong",
		Next: "Check the key or the SAS URL, and the account"},
	{Texts: []string{"AuthorizationFailure"},
		What: "The account's network rules do not let this machine in",
		Next: "Allow this machine in the storage account's firewall"},
	{Texts: []string{"AuthenticationFailed"}, OneOf: []string{"key", "sas_url", "connection_string"},
		What: "The credentials are wrong",
		Next: "Check the credentials and the account"},
	{Texts: []string{"chunk size: "}, Field: "chunk_size",
		What: "The part size is not possible",
		Next: "Set chunk_size to a smaller number"},
}
