export default mount; // as Streamlit takes a component
