package services

import (
	"github.com/rclone/rclone/fs/config/configmap"
)

var oracleObjectStorage = Service{
	Name:      "oracleobjectstorage",
	Addresses: []string{"endpoint", "region"},
	SignsTime: true,
	Dials:     oracleAddress,
	Symptoms: []Symptom{
		{Texts: []string{"did not find a proper configuration for private key"}, Plain: true,
			What: "The OCI configuration has no private key that can be read",
			Next: "Check key_file and pass_phrase in the profile of the OCI configuration file"},
		{Texts: []string{"did not find a proper configuration"}, Plain: true,
			What: "The OCI configuration is not complete, or the profile does not exist",
			Next: "Check config_file and config_profile"},
		{Texts: []string{"NotAuthenticated"},
			What: "The signature was refused",
			Next: "Check user, fingerprint, key_file and tenancy in the profile of the OCI configuration file"},
		{Texts: []string{"NamespaceNotFound"}, Field: "namespace",
			What: "The namespace does not exist, or not for these credentials",
			Next: `Check namespace ("oci os ns get" tells it)`},
		{Texts: []string{"MissingCompartmentId", "InvalidCompartmentId", "compartmentId"}, Unless: "compartment", Field: "compartment",
			What: "Buckets can only be listed in a compartment",
			Next: "Set compartment, or verify_path to a bucket"},
		{Texts: []string{"Operation Name: ListBuckets"}, Status: 404,
			What: "The compartment does not exist, or the credentials may not list its buckets",
			Next: "Check compartment, or set verify_path to a bucket that they may list"},
		{Texts: []string{"NotAuthorizedOrNotFound", "NotAuthorized"}, Listing: true,
			What: "The credentials may not list this, or it does not exist"},
		{Texts: []string{"failed to get resource principal", "instance principal", "workload identity", "OCI_RESOURCE_PRINCIPAL", "169.254.169.254"}, Field: "provider",
			What: "This machine has no identity of that kind",
			Next: "Choose another provider: principals of instances and resources exist in Oracle's cloud only"},
	},
}

func oracleAddress(o configmap.Simple) string {
	if o["endpoint"] != "" {
		return o["endpoint"]
	}
	return "https://objectstorage." + o["region"] + ".oraclecloud.com"
}
