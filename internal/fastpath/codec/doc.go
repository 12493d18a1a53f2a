// Package codec takes the values of the protocol apart and puts them together
// again, without a look at more of them than is asked for: what Terraform sent as
// bytes stays bytes. It says false where it is not certain, and never an error:
// package fastpath leaves that to the framework then.
package codec
