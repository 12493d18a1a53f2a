package services

import (
	"slices"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/sas"
	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var azureBlob = Service{
	Name:      "azureblob",
	NeverHTML: true,
	Addresses: azureAddresses,
	SignsTime: true,
	// If it is unset, rclone asks whether the account has a hierarchical namespace.
	Forced: map[string]string{"hns": "false"},
	Root:   sasContainer,
	Mend:   certificatePassword,
	Dials:  func(o configmap.Simple) string { return azureAddress(o, "blob.core.windows.net") },
	Symptoms: slices.Concat([]Symptom{
		{Texts: []string{"BlobAccessTierNotSupported", "InvalidBlobTier", "x-ms-access-tier"}, Field: "access_tier",
			What: "The storage account does not have the access tier",
			Next: "Remove access_tier: accounts of general purpose v1 and premium accounts have none"},
		{Texts: []string{"blob in archive tier"}, OneOf: []string{"access_tier"}, Field: engine.Verify,
			What: "The object is in the archive tier, and cannot be read",
			Next: `Set access_tier to hot, cool or cold, or verify = "list"`},
	}, azureSymptoms),
}

// sasContainer returns the container of a SAS URL for one container. rclone takes it,
// without a request, for the only one.
func sasContainer(o configmap.Simple) string {
	if o["sas_url"] == "" {
		return ""
	}
	parts, err := sas.ParseURL(o["sas_url"])
	if err != nil {
		return ""
	}
	return parts.ContainerName
}
