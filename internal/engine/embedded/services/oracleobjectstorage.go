package services

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var oracleObjectStorage = Service{
	Name:      "oracleobjectstorage",
	NeverHTML: true,
	Addresses: []string{"endpoint", "region"},
	SignsTime: true,
	Dials:     oracleAddress,
	Refuse:    needsOracleProfile,
	Symptoms: []Symptom{
		{Texts: []string{"endpoint must not contain"}, Plain: true, Field: "endpoint",
			What: "The endpoint has more than a scheme and a host",
			Next: "Remove what follows the host, a slash at the end too"},
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
			Next: `Check namespace ("oci os ns get" prints it)`},
		{Texts: []string{"MissingCompartmentId", "InvalidCompartmentId", "compartmentId"}, Unless: []string{"compartment"},
			Field: "compartment",
			What:  "Buckets can only be listed in a compartment",
			Next:  "Set compartment, or verify_path to a bucket"},
		{Texts: []string{"Operation Name: ListBuckets"}, Status: 404,
			What: "The compartment does not exist, or the credentials may not list its buckets",
			Next: "Check compartment, or set verify_path to a bucket that they may list"},
		{Texts: []string{"NotAuthorizedOrNotFound", "NotAuthorized"}, Listing: true,
			What: "The credentials may not list %s, or it does not exist"},
		{Texts: []string{"failed to get resource principal", "instance principal", "workload identity",
			"OCI_RESOURCE_PRINCIPAL", "169.254.169.254"}, Field: "provider",
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

// needsOracleProfile refuses a profile that the configuration file does not have:
// Oracle's SDK silently signs with the one called DEFAULT, which may be for another
// tenancy. A file that cannot be read has an error of its own. Source: "SDK and CLI
// Configuration File" of OCI. The case of a profile's name matters except for DEFAULT,
// which the documented default of the field spells "Default".
func needsOracleProfile(b *catalog.Backend, values catalog.Values) error {
	profile, _ := values["config_profile"].(string)
	file, _ := values["config_file"].(string)
	if profile == "" || strings.EqualFold(profile, "DEFAULT") {
		return nil
	}
	if file == "" {
		file, _ = b.Field("config_file").DefaultValue().(string)
	}
	if rest, ok := strings.CutPrefix(file, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return nil
		}
		file = filepath.Join(home, rest)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(text)) {
		if strings.TrimSpace(line) == "["+profile+"]" {
			return nil
		}
	}
	return &engine.Error{
		Field:   "config_profile",
		Message: fmt.Sprintf("%s has no profile %q.", file, profile),
		Advice: "Check the spelling of config_profile: Oracle's tools would take the profile DEFAULT instead, " +
			"which may be of another tenancy.",
	}
}
