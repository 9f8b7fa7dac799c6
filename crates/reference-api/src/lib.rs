//! reference api
