package services_test

import (
	"fmt"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

func ExampleByName() {
	s3 := services.ByName("s3")
	for _, f := range s3.Check(catalog.Config{Values: catalog.Values{
		"endpoint": "s3.eu-central-1.amazonaws.com", "provider": "AWS", "access_key_id": "AKIA", "acl": "publik",
	}}) {
		fmt.Println(f.Summary)
	}
	// Output:
	// acl does not take "publik"
	// access_key_id needs secret_access_key
}
