package address_test

import (
	"fmt"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
)

// A container may serve what anybody put there, so the account's token is not for it.
func ExampleTrustOf() {
	for _, endpoint := range []string{
		"https://api.hoody.com",
		"https://p1-c2-files-1.node-3.containers.hoody.com",
		"https://storage.example.com",
	} {
		switch address.TrustOf(endpoint) {
		case address.Account:
			fmt.Println(endpoint, "may have the account's token")
		case address.Untrusted:
			fmt.Println(endpoint, "is a container")
		case address.Foreign:
			fmt.Println(endpoint, "is vouched for by nobody but the configuration")
		}
	}
	// Output:
	// https://api.hoody.com may have the account's token
	// https://p1-c2-files-1.node-3.containers.hoody.com is a container
	// https://storage.example.com is vouched for by nobody but the configuration
}

// Where containers are follows from the control plane, or a template says it.
func ExampleParts_URL() {
	parts := address.Parts{Project: "p1", Container: "c2", Server: "node-3", Index: 1}
	fmt.Println(parts.URL("https://api.hoody.com", ""))
	fmt.Println(parts.URL("http://127.0.0.1:8080", "http://127.0.0.1:8080/{container_id}"))
	// Output:
	// https://p1-c2-files-1.node-3.containers.hoody.com
	// http://127.0.0.1:8080/c2
}
