package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

var tardigrade = catalog.Backend{
	Name:     "tardigrade",
	Title:    "Tardigrade",
	Category: catalog.ObjectStorage,
	Doc: "The former name of Storj, with the same fields. It is there for backends that were connected " +
		"under it; new ones belong in `hoody_backend_storj`.",
	Withdrawn:     storj.Withdrawn,
	Synonyms:      []string{"storj"},
	Fields:        storj.Fields,
	Rules:         storj.Rules,
	Ways:          storj.Ways,
	Verified:      storj.Verified,
	VerifiedRead:  storj.VerifiedRead,
	VerifiedWrite: storj.VerifiedWrite,
}
